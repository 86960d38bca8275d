package io.coffer.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API page: what holds for every route of it. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	/** Where the schema of a problem document is found. */
	static final String PROBLEM_SCHEMA = "#/components/schemas/Problem";

	private static final String TOKEN = "token";

	private static final String DESCRIPTION = """
			Keeps an application's backup archives in S3-compatible storage: post an archive, see it on any \
			computer, restore it there.

			Every call needs a token: press *Authorize* and paste the admin token, or the token of a device.

			What goes wrong is answered as a problem (RFC 9457, `application/problem+json`). Its `code` is stable, \
			its `hint` says what you can do, and its `requestId` finds the request in Coffer's log.
			""";

	@Bean
	OpenAPI openApi(ObjectProvider<BuildProperties> build) {
		BuildProperties built = build.getIfAvailable();
		String version = (built != null) ? built.getVersion() : null;
		return new OpenAPI()
			.info(new Info().title("Coffer")
				.description(DESCRIPTION)
				.version((version != null) ? version : "development"))
			.components(new Components().addSchemas("Problem", problem()).addSecuritySchemes(TOKEN, token()))
			.addSecurityItem(new SecurityRequirement().addList(TOKEN));
	}

	private static SecurityScheme token() {
		return new SecurityScheme().type(SecurityScheme.Type.HTTP)
			.scheme("bearer")
			.description("The admin token, an operator's, or the token of a device");
	}

	private static Schema<?> problem() {
		Schema<?> field = schema("object", "A field, parameter or header that is not valid");
		field.addProperty("field", schema("string", "Its path or name"));
		field.addProperty("message", schema("string", "What it must be"));
		Schema<?> problem = schema("object", "What went wrong (RFC 9457)");
		problem.addProperty("type", schema("string", "`urn:coffer:problem:` and the code"));
		problem.addProperty("title", schema("string", "The kind of problem in a sentence"));
		problem.addProperty("status", schema("integer", "The HTTP status"));
		problem.addProperty("detail", schema("string", "What happened this time"));
		problem.addProperty("instance", schema("string", "The path of the request"));
		problem.addProperty("code", schema("string", "The kind of problem, for programs; it never changes"));
		problem.addProperty("hint", schema("string", "What you can do about it"));
		problem.addProperty("requestId", schema("string", "Finds the request in Coffer's log"));
		problem.addProperty("retryAfter", schema("integer", "Seconds to wait before another try"));
		problem.addProperty("errors",
				schema("array", "With `validation-failed` and `invalid-settings`: what is not valid").items(field));
		addMembersOfSome(problem);
		problem.setRequired(List.of("type", "title", "status", "detail", "code", "requestId"));
		return problem;
	}

	/** What only problems of some codes have. */
	private static void addMembersOfSome(Schema<?> problem) {
		problem.addProperty("check", new Schema<>().$ref("#/components/schemas/CheckReport")
			.description("With `check-failed`: the report of the check"));
		problem.addProperty("message", schema("string", "Of straight uploads: detail and hint in one text"));
		problem.addProperty("missing",
				schema("array", "With `upload-incomplete`: the numbers of the first parts that have not arrived")
					.items(schema("integer", "A number from 1")));
		problem.addProperty("expected", schema("string", "With `digest-mismatch`: the promised SHA-256, in hex"));
		problem.addProperty("actual", schema("string", "With `digest-mismatch`: the SHA-256 that arrived, in hex"));
		problem.addProperty("size", bytes("With `backup-exists`: what the stored backup has, in bytes"));
		problem.addProperty("sha256", schema("string", "With `backup-exists`: what the stored backup has, in hex"));
		problem.addProperty("key", schema("string", "With `newer-backup-exists`: the newer backup"));
		problem.addProperty("device", schema("string", "With `newer-backup-exists`: who made it"));
		problem.addProperty("lastModified",
				schema("string", "With `newer-backup-exists`: when it was stored").format("date-time"));
		problem.addProperty("maxSize", bytes("With `too-large`: the most bytes that are taken"));
		problem.addProperty("quota", bytes("With `quota-exceeded`: the most bytes of all backups of the device"));
		problem.addProperty("used", bytes("With `quota-exceeded`: the bytes of those that it has"));
		problem.addProperty("underWay", bytes("With `quota-exceeded`: the bytes that it is uploading elsewhere"));
		problem.addProperty("expectedRegion",
				schema("string", "With `storage-region`: the region that the store names"));
	}

	private static Schema<?> bytes(String description) {
		return schema("integer", description).format("int64");
	}

	private static Schema<?> schema(String type, String description) {
		Schema<?> schema = new JsonSchema();
		schema.addType(type);
		schema.setDescription(description);
		return schema;
	}

}
