/** The S3 clients: built from settings, what they fail with, what time it is there. */
@NullMarked
package io.coffer.client;

import org.jspecify.annotations.NullMarked;
