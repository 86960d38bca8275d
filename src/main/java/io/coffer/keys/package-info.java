/** The encryption key, and the keys that each use derives from it. */
@NullMarked
package io.coffer.keys;

import org.jspecify.annotations.NullMarked;
