/** Sends a stored backup through Coffer. */
@NullMarked
package io.coffer.downloads;

import org.jspecify.annotations.NullMarked;
