/** Who calls, in which role and vault, and the rules of their names. */
@NullMarked
package io.coffer.callers;

import org.jspecify.annotations.NullMarked;
