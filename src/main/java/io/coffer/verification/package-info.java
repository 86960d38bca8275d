/** Verifies a stored backup. */
@NullMarked
package io.coffer.verification;

import org.jspecify.annotations.NullMarked;
