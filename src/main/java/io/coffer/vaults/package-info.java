/** The vaults: which there are, what each holds, and what is set of it. */
@NullMarked
package io.coffer.vaults;

import org.jspecify.annotations.NullMarked;
