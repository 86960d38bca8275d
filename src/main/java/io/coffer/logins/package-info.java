/**
 * The logins of applications: whose tokens are taken, and which vault each one opens.
 */
@NullMarked
package io.coffer.logins;

import org.jspecify.annotations.NullMarked;
