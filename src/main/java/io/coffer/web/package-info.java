/** What every controller shares: problem details, request ids, Tomcat, OpenAPI. */
@NullMarked
package io.coffer.web;

import org.jspecify.annotations.NullMarked;
