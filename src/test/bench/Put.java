import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** PutObject of 1 KiB by the SDK that Coffer uses, from many threads: how many a second, after as long to warm up. */
class Put {

	public static void main(String[] args) throws Exception {
		int clients = Integer.parseInt(args[5]);
		long seconds = Long.parseLong(args[6]);
		byte[] body = new byte[1024];
		LongAdder stored = new LongAdder();
		ExecutorService threads = Executors.newFixedThreadPool(clients);
		try (S3Client s3 = S3Client.builder()
			.endpointOverride(URI.create(args[0]))
			.region(Region.of(args[1]))
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(args[2], args[3])))
			.httpClientBuilder(Apache5HttpClient.builder().maxConnections(clients))
			.forcePathStyle(true)
			.build()) {
			for (int client = 0; client < clients; client++) {
				String prefix = "put-" + client + "-";
				threads.execute(() -> {
					for (long n = 0; !threads.isShutdown(); n++) {
						String key = prefix + n;
						s3.putObject((put) -> put.bucket(args[4]).key(key), RequestBody.fromBytes(body));
						stored.increment();
					}
				});
			}
			TimeUnit.SECONDS.sleep(seconds);
			long before = stored.sum();
			TimeUnit.SECONDS.sleep(seconds);
			System.out.println((stored.sum() - before) / (double) seconds);
			threads.shutdown();
			threads.awaitTermination(1, TimeUnit.MINUTES);
		}
	}

}
