/** What Coffer remembers in the bucket: signed objects below {@code .coffer/}. */
@NullMarked
package io.coffer.state;

import org.jspecify.annotations.NullMarked;
