/** The S3 key pair that comes with each token: its id, and the secret that signs. */
@NullMarked
package io.coffer.keypairs;

import org.jspecify.annotations.NullMarked;
