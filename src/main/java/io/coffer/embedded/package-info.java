/** The S3 server that runs when nothing is configured. */
@NullMarked
package io.coffer.embedded;

import org.jspecify.annotations.NullMarked;
