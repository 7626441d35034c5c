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
    private final String yankedReason;
    private final String requiresPython;
    private final String projectStatus;

    @JsonCreator
    private IndexEntry(
            @JsonProperty("filename") String filename,
            @JsonProperty("sha256") String sha256,
            @JsonProperty("upload_micros") Long uploadMicros,
            @JsonProperty("yanked") Boolean yanked,
            @JsonProperty("yanked_reason") String yankedReason,
            @JsonProperty("requires_python") String requiresPython,
            @JsonProperty("project_status") String projectStatus) {
        this.filename = filename;
        this.sha256 = sha256;
        this.uploadMicros = uploadMicros;
        this.yanked = yanked;
        this.yankedReason = yankedReason;
        this.requiresPython = requiresPython;
        this.projectStatus = projectStatus;
    }

    /**
     * @param filename the wheel's name, if the file has another name on disk
     * @param sha256 lower-case hex
     * @param uploadMicros time of the upload in microseconds since 1970-01-01 UTC
     * @param yanked whether it was withdrawn (PEP 592)
     */
    public IndexEntry(
            Optional<String> filename, Optional<String> sha256, Optional<Long> uploadMicros, Optional<Boolean> yanked) {
        this(
                filename.orElse(null),
                sha256.orElse(null),
                uploadMicros.orElse(null),
                yanked.orElse(null),
                null,
                null,
                null);
    }

    /** @return the same with the wheel's name */
    public IndexEntry named(String name) {
        return new IndexEntry(name, sha256, uploadMicros, yanked, yankedReason, requiresPython, projectStatus);
    }

    /** @return the same for a file whose path ends in the wheel's name */
    public IndexEntry unnamed() {
        return new IndexEntry(null, sha256, uploadMicros, yanked, yankedReason, requiresPython, projectStatus);
    }

    /**
     * @param reason why the file was yanked
     * @param python the versions that it is for, as the page says
     */
    public IndexEntry with(Optional<String> reason, Optional<String> python) {
        return new IndexEntry(
                filename, sha256, uploadMicros, yanked, reason.orElse(null), python.orElse(null), projectStatus);
    }

    /** @param status of the project (PEP 792) */
    public IndexEntry ofProject(Optional<String> status) {
        return new IndexEntry(
                filename, sha256, uploadMicros, yanked, yankedReason, requiresPython, status.orElse(null));
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

    public Optional<String> yankedReason() {
        return Optional.ofNullable(yankedReason);
    }

    public Optional<String> requiresPython() {
        return Optional.ofNullable(requiresPython);
    }

    public Optional<String> projectStatus() {
        return Optional.ofNullable(projectStatus);
    }

    private List<Object> values() {
        return Arrays.asList(filename, sha256, uploadMicros, yanked, yankedReason, requiresPython, projectStatus);
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
