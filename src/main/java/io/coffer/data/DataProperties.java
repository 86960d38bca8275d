package io.coffer.data;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Coffer keeps what it must remember.
 *
 * @param dataDir the directory of settings, admin token, encryption key and the embedded
 * store, for one process at a time
 */
@ConfigurationProperties("coffer")
record DataProperties(@DefaultValue("./data") Path dataDir) {
}
