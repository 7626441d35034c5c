package dev.wheelsweep.benchmarks;

import com.intel.gkl.compression.IntelInflater;
import dev.wheelsweep.core.inflate.InflateDecoder;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.commons.compress.compressors.deflate.DeflateCompressorInputStream;
import org.apache.commons.compress.compressors.deflate.DeflateParameters;

/** A decoder that inflates. Ours reads from the mapped wheel, as it does in a scan; the others get the bytes in an array. */
public enum InflateContender {
    OURS {
        @Override
        Inflation open(List<DeflatedElf> entries) throws IOException, FormatException {
            Map<Path, InputFile> files = new HashMap<>();
            for (DeflatedElf entry : entries) {
                if (!files.containsKey(entry.wheel())) {
                    files.put(entry.wheel(), InputMode.MMAP.open(entry.wheel()));
                }
            }
            InflateDecoder decoder = new InflateDecoder();
            return (entry, out) -> {
                decoder.start(files.get(entry.wheel()), entry.offset(), entry.compressed().length);
                return decoder.decode(out, 0, entry.size());
            };
        }
    },
    /** zlib, the one that the JDK is linked with. */
    JDK {
        @Override
        Inflation open(List<DeflatedElf> entries) {
            return whole(new Inflater(true));
        }
    },
    /** Streams over the JDK's Inflater; it has its own decoder for deflate64 only. */
    COMMONS_COMPRESS {
        @Override
        Inflation open(List<DeflatedElf> entries) {
            DeflateParameters raw = new DeflateParameters();
            raw.setWithZlibHeader(false);
            return (entry, out) -> {
                try (DeflateCompressorInputStream content =
                        new DeflateCompressorInputStream(new ByteArrayInputStream(entry.compressed()), raw)) {
                    return content.readNBytes(out, 0, entry.size());
                }
            };
        }
    },
    /** Intel's ISA-L through GKL: native code for x86-64. */
    IGZIP {
        @Override
        boolean isThere() {
            return new IntelInflater(true).load(null);
        }

        @Override
        Inflation open(List<DeflatedElf> entries) {
            IntelInflater igzip = new IntelInflater(true);
            if (!igzip.load(null)) {
                throw new IllegalStateException("igzip's library does not load on this machine");
            }
            return whole(igzip);
        }
    };

    /** @return whether it runs on this machine */
    boolean isThere() {
        return true;
    }

    /** Prepares everything that need not be timed. */
    abstract Inflation open(List<DeflatedElf> entries) throws IOException, FormatException;

    private static Inflation whole(Inflater inflater) {
        return (entry, out) -> {
            inflater.reset();
            inflater.setInput(entry.compressed(), 0, entry.compressed().length);
            try {
                int length = 0;
                int more;
                do {
                    more = inflater.inflate(out, length, entry.size() - length);
                    length += more;
                } while (more > 0 && length < entry.size());
                return length;
            } catch (DataFormatException bad) {
                throw new IOException(entry.name(), bad);
            }
        };
    }
}
