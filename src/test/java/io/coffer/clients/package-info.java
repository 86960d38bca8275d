/** The clients that come with Coffer, as their users run them. */
package io.coffer.clients;
