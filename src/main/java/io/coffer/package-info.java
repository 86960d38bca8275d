/** Coffer: backups in S3-compatible storage. Each package below is one feature. */
@NullMarked
package io.coffer;

import org.jspecify.annotations.NullMarked;
