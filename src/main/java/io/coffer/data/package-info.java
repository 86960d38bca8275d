/** The data directory: one process at a time, private files that survive a crash. */
@NullMarked
package io.coffer.data;

import org.jspecify.annotations.NullMarked;
