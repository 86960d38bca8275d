package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.io.input.BrokenInputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads that another thread gives up. */
class ResumingInputStreamTests {

	private final List<String> aborted = new ArrayList<>();

	@Test
	void whatWasGivenUpAsksForNothingMore() {
		List<Long> asked = new ArrayList<>();
		ResumingInputStream stream = new ResumingInputStream(broken("first"), 100, (received) -> {
			asked.add(received);
			return broken("rest");
		});

		stream.abort();

		assertThatIOException().isThrownBy(stream::read);
		assertThat(asked).isEmpty();
	}

	@Test
	void aRestThatComesWhileItIsGivenUpIsNotRead() {
		AtomicReference<ResumingInputStream> stream = new AtomicReference<>();
		stream.set(new ResumingInputStream(broken("first"), 100, (received) -> {
			stream.get().abort();
			return broken("rest");
		}));

		assertThatIOException().isThrownBy(stream.get()::read);

		assertThat(this.aborted).contains("first", "rest");
	}

	private ResponseInputStream<GetObjectResponse> broken(String name) {
		return new ResponseInputStream<>(GetObjectResponse.builder().build(),
				AbortableInputStream.create(new BrokenInputStream(), () -> this.aborted.add(name)));
	}

}
