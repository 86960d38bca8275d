/** The only package that speaks S3: settings, clients, multipart uploads, listings. */
@NullMarked
package io.coffer.storage;

import org.jspecify.annotations.NullMarked;
