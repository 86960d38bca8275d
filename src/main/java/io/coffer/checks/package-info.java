/** The connection check: what works and what does not. */
@NullMarked
package io.coffer.checks;

import org.jspecify.annotations.NullMarked;
