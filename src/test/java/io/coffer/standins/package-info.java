/**
 * Strict stand-ins for the five main providers: each refuses what the provider refuses,
 * with the provider's own status and code, and checks every signature with the host that
 * it received. They listen under the real host names, which {@code -Djdk.net.hosts.file}
 * maps to this machine.
 */
package io.coffer.standins;
