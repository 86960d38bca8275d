/** What the tests share: a running Coffer, its clients and archives. */
package io.coffer.testing;
