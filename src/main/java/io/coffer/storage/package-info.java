/** A bucket: objects, multipart uploads, listings, health. */
@NullMarked
package io.coffer.storage;

import org.jspecify.annotations.NullMarked;
