/** Which addresses and proxies calls may take. */
@NullMarked
package io.coffer.network;

import org.jspecify.annotations.NullMarked;
