/** Straight to the bucket: signs, checks and completes what clients send to the store. */
@NullMarked
package io.coffer.direct;

import org.jspecify.annotations.NullMarked;
