package io.coffer.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy in front of a store that breaks connections at a chosen request: before the
 * store sees it, in the middle of it, or when its answer comes back. Unless it is told to
 * change them, bytes pass as they are, so signatures stay valid.
 */
public final class FaultyProxy implements Closeable {

	/** What becomes of a connection on which something is lost. */
	public enum Loss {

		/** It is closed. */
		CLOSED,

		/** It is reset. */
		RESET,

		/** It stays open, and nothing more comes. */
		SILENT

	}

	private static final long SECOND = 1_000_000_000;

	private static final String CONTINUE = "HTTP/1.1 100";

	private final ServerSocket server;

	private final URI target;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private volatile Pattern lostAnswers = Pattern.compile("(?!)");

	private volatile Pattern lostRequests = Pattern.compile("(?!)");

	private volatile Pattern refusedRequests = Pattern.compile("(?!)");

	private volatile Pattern cutRequests = Pattern.compile("(?!)");

	private volatile @Nullable UnaryOperator<String> change;

	private volatile Runnable beforeLosses = () -> {
	};

	private volatile int cutAfter;

	private volatile int bytesPerSecond = Integer.MAX_VALUE;

	private volatile String refusal = "";

	private volatile UnaryOperator<String> changedRequests = UnaryOperator.identity();

	private volatile UnaryOperator<String> changedAnswers = UnaryOperator.identity();

	private volatile Loss loss = Loss.CLOSED;

	private final CountDownLatch end = new CountDownLatch(1);

	private final AtomicInteger losses = new AtomicInteger();

	public FaultyProxy(URI target) throws IOException {
		this.target = target;
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.threads.execute(this::accept);
	}

	/** The URL that leads through the proxy. */
	public URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	/** Lets the store do what such requests ask, and loses its answers. */
	public FaultyProxy loseAnswersTo(String requestLine, int times) {
		this.lostAnswers = Pattern.compile(requestLine);
		this.losses.set(times);
		return this;
	}

	/** Lets the store do what such requests ask, and changes what it answers. */
	public FaultyProxy changeAnswersTo(String requestLine, int times, UnaryOperator<String> change) {
		this.change = change;
		return loseAnswersTo(requestLine, times);
	}

	/** Does this each time before an answer is lost. */
	public FaultyProxy beforeLosses(Runnable step) {
		this.beforeLosses = step;
		return this;
	}

	/** Loses such requests before the store sees them. */
	public FaultyProxy loseRequests(String requestLine, int times) {
		this.lostRequests = Pattern.compile(requestLine);
		this.losses.set(times);
		return this;
	}

	/** Loses such requests when so many of their bytes have passed. */
	public FaultyProxy cutRequests(String requestLine, int bytes, int times) {
		this.cutRequests = Pattern.compile(requestLine);
		this.cutAfter = bytes;
		this.losses.set(times);
		return this;
	}

	/**
	 * Lets no more than so many bytes pass to the store in a second, on each connection.
	 */
	public FaultyProxy slowly(int bytesPerSecond) {
		this.bytesPerSecond = bytesPerSecond;
		return this;
	}

	/** Answers such requests in the store's place. */
	public FaultyProxy answer(String requestLine, int times, int status, String xml) {
		this.refusedRequests = Pattern.compile(requestLine);
		this.refusal = "HTTP/1.1 %d No\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
			.formatted(status, xml.length(), xml);
		this.losses.set(times);
		return this;
	}

	/** Changes the heads of requests and of answers, as careless proxies do. */
	public FaultyProxy change(UnaryOperator<String> requests, UnaryOperator<String> answers) {
		this.changedRequests = requests;
		this.changedAnswers = answers;
		return this;
	}

	/** Loses connections in this way. */
	public FaultyProxy losing(Loss way) {
		this.loss = way;
		return this;
	}

	/** How many more connections will be broken. */
	public int lossesLeft() {
		return this.losses.get();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.end.countDown();
		this.threads.shutdownNow();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				Socket store = new Socket(this.target.getHost(), this.target.getPort());
				Line line = new Line(client, store);
				this.threads.execute(line::requests);
				this.threads.execute(line::answers);
			}
			catch (IOException ex) {
				if (!this.server.isClosed()) {
					throw new UncheckedIOException(ex);
				}
			}
		}
	}

	/** One connection, with a thread for each direction. */
	private final class Line {

		private final Socket client;

		private final Socket store;

		private volatile boolean loseAnswer;

		private int left = Integer.MAX_VALUE;

		Line(Socket client, Socket store) {
			this.client = client;
			this.store = store;
		}

		void requests() {
			Pump.run(this.client, this.store, FaultyProxy.this.changedRequests, (text) -> {
				if (happens(FaultyProxy.this.refusedRequests, text)) {
					this.client.getOutputStream().write(FaultyProxy.this.refusal.getBytes(StandardCharsets.ISO_8859_1));
					this.client.getInputStream().transferTo(OutputStream.nullOutputStream());
					return false;
				}
				if (happens(FaultyProxy.this.lostRequests, text)) {
					lose();
					return false;
				}
				this.loseAnswer |= FaultyProxy.this.lostAnswers.matcher(text).find();
				if (happens(FaultyProxy.this.cutRequests, text)) {
					this.left = FaultyProxy.this.cutAfter;
				}
				return takeTime(text.length() * SECOND / FaultyProxy.this.bytesPerSecond) && !isCut(text);
			});
		}

		void answers() {
			Pump.run(this.store, this.client, FaultyProxy.this.changedAnswers, (text) -> {
				if (this.loseAnswer && !text.startsWith(CONTINUE) && FaultyProxy.this.losses.get() > 0) {
					FaultyProxy.this.losses.decrementAndGet();
					FaultyProxy.this.beforeLosses.run();
					loseAnswer(text);
					return false;
				}
				return true;
			});
		}

		private void loseAnswer(String text) throws IOException {
			UnaryOperator<String> change = FaultyProxy.this.change;
			if (change == null) {
				lose();
				return;
			}
			this.client.getOutputStream().write(change.apply(text).getBytes(StandardCharsets.ISO_8859_1));
		}

		private boolean isCut(String text) throws IOException {
			if (text.length() < this.left) {
				this.left -= (this.left < Integer.MAX_VALUE) ? text.length() : 0;
				return false;
			}
			this.store.getOutputStream().write(text.substring(0, this.left).getBytes(StandardCharsets.ISO_8859_1));
			lose();
			return true;
		}

		/** Whether the test is not over meanwhile. */
		private boolean takeTime(long nanos) {
			try {
				return !FaultyProxy.this.end.await(nanos, TimeUnit.NANOSECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

		private boolean happens(Pattern requestLine, String text) {
			return requestLine.matcher(text).find()
					&& FaultyProxy.this.losses.getAndUpdate((left) -> Math.max(0, left - 1)) > 0;
		}

		/**
		 * The client goes first, before the store can answer what it did not get whole.
		 */
		private void lose() throws IOException {
			if (FaultyProxy.this.loss == Loss.SILENT) {
				takeTime(Long.MAX_VALUE);
				return;
			}
			this.client.setSoLinger(FaultyProxy.this.loss == Loss.RESET, 0);
			this.client.close();
		}

	}

}
