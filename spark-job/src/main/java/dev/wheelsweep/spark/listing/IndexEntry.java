package dev.wheelsweep.spark.listing;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an index or a manifest says about one file. It is a class, not a record, because it is sent to executors and
 * {@link Optional} is not serializable.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class IndexEntry implements Serializable {
    /** No index was read, or it does not list the file. */
    public static final IndexEntry NONE =
            new IndexEntry(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final long serialVersionUID = 1L;

    private final String filename;
    private final String sha256;
    private final Long uploadMicros;
    private final Boolean yanked;

    @JsonCreator
    private IndexEntry(
            @JsonProperty("filename") String filename,
            @JsonProperty("sha256") String sha256,
            @JsonProperty("upload_micros") Long uploadMicros,
            @JsonProperty("yanked") Boolean yanked) {
        this.filename = filename;
        this.sha256 = sha256;
        this.uploadMicros = uploadMicros;
        this.yanked = yanked;
    }

    /**
     * @param filename the wheel's name, if the file has another name on disk
     * @param sha256 lower-case hex
     * @param uploadMicros time of the upload in microseconds since 1970-01-01 UTC
     * @param yanked whether it was withdrawn (PEP 592)
     */
    public IndexEntry(
            Optional<String> filename, Optional<String> sha256, Optional<Long> uploadMicros, Optional<Boolean> yanked) {
        this(filename.orElse(null), sha256.orElse(null), uploadMicros.orElse(null), yanked.orElse(null));
    }

    public Optional<String> filename() {
        return Optional.ofNullable(filename);
    }

    public Optional<String> sha256() {
        return Optional.ofNullable(sha256);
    }

    public Optional<Long> uploadMicros() {
        return Optional.ofNullable(uploadMicros);
    }

    public Optional<Boolean> yanked() {
        return Optional.ofNullable(yanked);
    }

    private List<Object> values() {
        return Arrays.asList(filename, sha256, uploadMicros, yanked);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IndexEntry entry && values().equals(entry.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "IndexEntry" + values();
    }

    /** Jackson omits a value that equals this filter. */
    static final class None {
        @Override
        public boolean equals(Object written) {
            return NONE.equals(written);
        }

        @Override
        public int hashCode() {
            return NONE.hashCode();
        }
    }
}
