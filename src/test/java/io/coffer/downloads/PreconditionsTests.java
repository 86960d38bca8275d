package io.coffer.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.storage.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PreconditionsTests {

	private static final Instant STORED = Instant.parse("2026-11-22T23:10:32Z");

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Sun, 22 Nov 2026 23:10:32 GMT | PT2M  | true
			Sun, 22 Nov 2026 23:10:32 GMT | PT10S | false
			Sun, 22 Nov 2026 23:10:31 GMT | PT2M  | false
			Sun, 22 Nov 2026 23:10:33 GMT | PT2M  | false
			abc                           | PT2M  | false
			"abc"                         | PT10S | false
			""")
	void aRangeBelongsToATimeThatIsExactAndSettled(String condition, Duration age, boolean allowed) {
		this.request.addHeader("If-Range", condition);

		assertThat(conditions("", STORED).allowRange(Clock.fixed(STORED.plus(age), ZoneOffset.UTC))).isEqualTo(allowed);
	}

	@Test
	void whereNothingNamesTheBytesEveryConditionIsUnknown() {
		this.request.addHeader("If-None-Match", "\"abc\"");
		this.request.addHeader("If-Unmodified-Since", "Sun, 22 Nov 2026 23:10:32 GMT");
		this.request.addHeader("If-Modified-Since", "Sun, 22 Nov 2026 23:10:32 GMT");

		assertThat(new Preconditions(this.request, null, null).isNotModified()).isFalse();
	}

	private Preconditions conditions(String etag, Instant lastModified) {
		return Preconditions.of(this.request,
				new StoredObject("a.zip", 22, lastModified, etag, null, null, Map.of(), null));
	}

}
