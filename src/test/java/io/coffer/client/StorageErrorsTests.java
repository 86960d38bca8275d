package io.coffer.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class StorageErrorsTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			403, InvalidAccessKeyId,           STORAGE_CREDENTIALS
			403, SignatureDoesNotMatch,        STORAGE_CREDENTIALS
			400, InvalidToken,                 STORAGE_CREDENTIALS
			401, ,                             STORAGE_CREDENTIALS
			403, RequestTimeTooSkewed,         STORAGE_CLOCK
			404, NoSuchBucket,                 STORAGE_BUCKET_MISSING
			301, PermanentRedirect,            STORAGE_REGION
			307, TemporaryRedirect,            STORAGE_REGION
			301, ,                             STORAGE_REGION
			400, AuthorizationHeaderMalformed, STORAGE_REGION
			403, SecondLevelDomainForbidden,   STORAGE_ADDRESSING
			400, XAmzContentSHA256Mismatch,    STORAGE_BODY_ENCODING
			501, NotImplemented,               STORAGE_BODY_ENCODING
			400, ExcessHeaderValues,           STORAGE_BODY_ENCODING
			403, PathStyleDomainForbidden,     STORAGE_ADDRESSING
			403, InvalidPathAccess,            STORAGE_ADDRESSING
			400, InvalidRegionName,            STORAGE_REGION
			400, ExpiredRequest,               STORAGE_CLOCK
			401, Unauthorized,                 STORAGE_CREDENTIALS
			403, NotEntitled,                  STORAGE_ACCESS_DENIED
			403, UserDisable,                  STORAGE_ACCESS_DENIED
			403, AccessDenied,                 STORAGE_ACCESS_DENIED
			403, ,                             STORAGE_ACCESS_DENIED
			503, SlowDown,                     STORAGE_UNREACHABLE
			400, RequestTimeout,               STORAGE_UNREACHABLE
			409, ConditionalRequestConflict,   STORAGE_UNREACHABLE
			503, ,                             STORAGE_UNREACHABLE
			429, TooManyRequests,              STORAGE_UNREACHABLE
			500, InternalError,                STORAGE_ERROR
			400, SomethingNew,                 STORAGE_ERROR
			405, ,                             STORAGE_ERROR
			""")
	void anAnswerIsNamedByItsCause(int status, String code, ProblemType type) {
		ProblemException problem = StorageErrors.translate(answer(status, code));

		assertThat(problem.type()).isEqualTo(type);
		assertThat(problem.detail()).contains(String.valueOf(status)).doesNotContain("the store's own words");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			InvalidAccessKeyId,         access key
			RequestTimeTooSkewed,       clock
			NoSuchBucket,               bucket
			PermanentRedirect,          region
			SecondLevelDomainForbidden, addressing
			AccessDenied,               Allow the key
			InDebt,                     bills
			NotEntitled,                plan
			XAmzContentSHA256Mismatch,  provider
			SignatureDoesNotMatch,      secret access key
			SignatureDoesNotMatch,      Host header
			SignatureDoesNotMatch,      the path
			""")
	void whatTheUserCanMendComesWithAHint(String code, String hint) {
		assertThat(StorageErrors.translate(answer(403, code)).hint()).contains(hint);
	}

	@ParameterizedTest
	@CsvSource({ "413, client_max_body_size", "405, method" })
	void whatOnlyAProxyAnswersComesWithAHint(int status, String hint) {
		assertThat(StorageErrors.translate(answer(status, "")).hint()).contains("A proxy", hint);
	}

	@Test
	void aCodeThatIsNoPlainWordIsNotShown() {
		assertThat(StorageErrors.translate(answer(400, "<b>secret of mine</b>")).detail())
			.isEqualTo("The storage answered 400.");
	}

	@ParameterizedTest
	@MethodSource("silences")
	void noAnswerMeansThatTheStorageCannotBeReached(SdkException failure, String detail) {
		ProblemException problem = StorageErrors.translate(failure);

		assertThat(problem.type()).isEqualTo(ProblemType.STORAGE_UNREACHABLE);
		assertThat(problem.detail()).contains(detail).doesNotContain("host.example");
		assertThat(problem.hint()).contains("endpoint");
		assertThat(problem.properties()).containsKey("retryAfter");
	}

	static Stream<Object[]> silences() {
		return Stream.of(new Object[] { failure(new UnknownHostException("host.example")), "does not resolve" },
				new Object[] { failure(new IOException(new SSLHandshakeException("host.example"))),
						"does not answer TLS" },
				new Object[] { failure(handshake(new CertPathBuilderException("host.example"))), "is not trusted" },
				new Object[] { failure(handshake(new CertificateExpiredException("host.example"))), "at this time" },
				new Object[] { failure(new SSLPeerUnverifiedException("host.example")), "for another host" },
				new Object[] { failure(new SocketTimeoutException("host.example")), "did not answer" },
				new Object[] { failure(new ConnectException("host.example")), "did not answer" },
				new Object[] { ApiCallTimeoutException.create(1000), "did not answer" },
				new Object[] { ApiCallAttemptTimeoutException.create(1000), "did not answer" });
	}

	private static IOException handshake(Exception cause) {
		return new IOException(new SSLHandshakeException("host.example").initCause(new CertificateException(cause)));
	}

	@ParameterizedTest
	@CsvSource({ "200, InternalError, true", "412, PreconditionFailed, true", "304, '', true",
			"409, ConditionalRequestConflict, true", "500, InternalError, true", "503, SlowDown, true",
			"404, NoSuchUpload, true", "403, AccessDenied, false", "404, NoSuchBucket, false",
			"400, EntityTooSmall, false" })
	void someAnswersLeaveItOpenWhetherTheObjectIsThere(int status, String code, boolean doubt) {
		assertThat(StorageErrors.leavesDoubt(answer(status, code))).isEqualTo(doubt);
		assertThat(StorageErrors.leavesSilence(answer(status, code))).isFalse();
	}

	@ParameterizedTest
	@MethodSource("unreadable")
	void anAnswerThatCannotBeReadIsNotTakenForNone(Exception cause) {
		ProblemException problem = StorageErrors.translate(failure(cause));
		assertThat(problem.type()).isEqualTo(ProblemType.STORAGE_ERROR);
		assertThat(problem.detail()).contains("cannot be read").doesNotContain("a key of mine");
		assertThat(problem.hint()).contains("not S3");
		assertThat(StorageErrors.leavesDoubt(failure(cause))).isTrue();
		assertThat(StorageErrors.mayAppear(failure(cause))).isTrue();
	}

	static Stream<Exception> unreadable() {
		return Stream.of(new DateTimeParseException("a key of mine", "2018-03-13T17:25:04", 19),
				new NumberFormatException("a key of mine"), new XMLStreamException("a key of mine"));
	}

	@Test
	void anAnswerThatBreaksOffIsNoneThatCannotBeRead() {
		XMLStreamException cut = new XMLStreamException("cut", new IOException("host.example"));
		assertThat(StorageErrors.translate(failure(cut)).type()).isEqualTo(ProblemType.STORAGE_UNREACHABLE);
	}

	@Test
	void withoutAnAnswerEverythingIsOpen() {
		SdkException silence = failure(new SocketTimeoutException());

		assertThat(StorageErrors.leavesDoubt(silence)).isTrue();
		assertThat(StorageErrors.leavesSilence(silence)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "404, NoSuchKey, true", "404, , true", "404, NoSuchBucket, false", "403, AccessDenied, false" })
	void anObjectIsMissingOnlyInABucketThatIsThere(int status, String code, boolean missing) {
		assertThat(StorageErrors.isNotFound(answer(status, code))).isEqualTo(missing);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			eu-west-1 | -                             | -                                     | eu-west-1
			-         | the region is wrong; expecting 'eu-west-1' | -                       | eu-west-1
			-         | -                             | <Error><Region>eu-west-1</Region></Error> | eu-west-1
			eu-west-1 | expecting 'us-east-1'         | <Region>us-west-2</Region>            | eu-west-1
			-         | expecting 'a region of mine'  | -                                     | -
			<b>x</b>  | expecting 'us-east-1'         | -                                     | us-east-1
			<b>x</b>  | the bucket is somewhere else  | -                                     | -
			-         | the bucket is somewhere else  | <Region></Region>                     | -
			""")
	void theRegionThatTheStoreExpectsIsReadFromItsAnswer(@Nullable String header, @Nullable String message,
			@Nullable String body, @Nullable String expected) {
		SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(400);
		if (header != null) {
			http.putHeader("x-amz-bucket-region", header);
		}
		AwsErrorDetails details = AwsErrorDetails.builder()
			.errorCode("AuthorizationHeaderMalformed")
			.errorMessage(message)
			.sdkHttpResponse(http.build())
			.rawResponse((body != null) ? SdkBytes.fromUtf8String(body) : null)
			.build();

		ProblemException problem = StorageErrors
			.translate((SdkException) S3Exception.builder().statusCode(400).awsErrorDetails(details).build());

		assertThat(problem.type()).isEqualTo(ProblemType.STORAGE_REGION);
		assertThat(problem.properties().get(StorageErrors.EXPECTED_REGION)).isEqualTo(expected);
	}

	@Test
	void aListingThatMissesAKeyHasTheBucketTwice() {
		ProblemException problem = StorageErrors.translateListing(answer(404, "NoSuchKey"));

		assertThat(problem.type()).isEqualTo(ProblemType.STORAGE_ADDRESSING);
		assertThat(problem.hint()).contains("part of the endpoint");
		assertThat(StorageErrors.translateListing(answer(404, "NoSuchBucket")).type())
			.isEqualTo(ProblemType.STORAGE_BUCKET_MISSING);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			s3.example.org        | <BucketName>s3</BucketName>             | STORAGE_ADDRESSING
			s3.example.org        | <BucketName>s3.example.org</BucketName> | STORAGE_ADDRESSING
			s3.example.org        | Bucket not found: s3                    | STORAGE_ADDRESSING
			mine.s3.example.org   | <BucketName>mine.s3.example.org</BucketName> | STORAGE_ADDRESSING
			mine.s3.example.org   | <BucketName>mine</BucketName>           | STORAGE_BUCKET_MISSING
			s3.example.org        | <BucketName>mine</BucketName>           | STORAGE_BUCKET_MISSING
			s3.example.org        | <BucketName>other</BucketName>          | STORAGE_BUCKET_MISSING
			s3.example.org        | Nothing                                 | STORAGE_BUCKET_MISSING
			""")
	void aHostThatTheStoreTakesForABucketIsNamedAsSuch(String host, String body, ProblemType type) {
		AwsErrorDetails details = AwsErrorDetails.builder()
			.errorCode("NoSuchBucket")
			.rawResponse(SdkBytes.fromUtf8String(body))
			.build();

		ProblemException problem = StorageErrors.translateListing(
				(SdkException) S3Exception.builder().statusCode(404).awsErrorDetails(details).build(), host, "mine");

		assertThat(problem.type()).isEqualTo(type);
		assertThat(problem.hint()).contains((type == ProblemType.STORAGE_ADDRESSING) ? "rgw_dns_name" : "endpoint");
	}

	private static S3Exception answer(int status, String code) {
		return (S3Exception) S3Exception.builder()
			.statusCode(status)
			.message("the store's own words")
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("the store's own words").build())
			.build();
	}

	private static SdkException failure(Exception cause) {
		return SdkClientException.create("Unable to execute HTTP request: host.example", cause);
	}

}
