/** The S3 API for programs that know nothing else: adds and reads backups of a vault. */
@NullMarked
package io.coffer.s3door;

import org.jspecify.annotations.NullMarked;
