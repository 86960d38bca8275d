/** The S3 settings: where they are kept and who may see them. */
@NullMarked
package io.coffer.config;

import org.jspecify.annotations.NullMarked;
