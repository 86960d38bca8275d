package io.coffer.security;

import io.coffer.limits.Work;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What is under way, and by which tokens: it ends with them. */
@Component
class OpenWork {

	private final Set<Entry> entries = ConcurrentHashMap.newKeySet();

	/** Remembers work that the token has opened, until the entry is closed. */
	Entry add(Credential token, Work work) {
		Entry entry = new Entry(token, work);
		this.entries.add(entry);
		return entry;
	}

	/** Ends all work of such tokens within seconds, since they were revoked. */
	void endAll(Predicate<Credential> ended) {
		endAll(ended, OpenWork::revoked);
	}

	/** The same with another reason, made anew each time. */
	void endAll(Predicate<Credential> ended, Supplier<ProblemException> reason) {
		this.entries.stream().filter((entry) -> ended.test(entry.token)).forEach((entry) -> entry.work.end(reason));
	}

	static ProblemException revoked() {
		return new ProblemException(ProblemType.UNAUTHENTICATED, "The token was revoked.");
	}

	/** Work that is under way. */
	final class Entry implements AutoCloseable {

		private final Credential token;

		private final Work work;

		private Entry(Credential token, Work work) {
			this.token = token;
			this.work = work;
		}

		@Override
		public void close() {
			OpenWork.this.entries.remove(this);
		}

	}

}
