/** What is known of each provider, and the settings that lead to a bucket. */
@NullMarked
package io.coffer.providers;

import org.jspecify.annotations.NullMarked;
