import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Counts a bucket's objects by the SDK that Coffer uses, once for each line that it reads: how many, and in how many seconds. */
class Sweep {

	public static void main(String[] args) throws Exception {
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
		try (S3Client s3 = S3Client.builder()
			.endpointOverride(URI.create(args[0]))
			.region(Region.of(args[1]))
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(args[2], args[3])))
			.httpClientBuilder(Apache5HttpClient.builder())
			.forcePathStyle(true)
			.build()) {
			while (lines.readLine() != null) {
				long begun = System.nanoTime();
				long count = s3.listObjectsV2Paginator((list) -> list.bucket(args[4]).delimiter("/")).contents().stream().count();
				System.out.println(count + " " + (System.nanoTime() - begun) / 1e9);
			}
		}
	}

}
