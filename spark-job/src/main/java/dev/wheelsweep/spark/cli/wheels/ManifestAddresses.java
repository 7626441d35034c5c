package dev.wheelsweep.spark.cli.wheels;

import dev.wheelsweep.spark.cli.options.GivenAddress;
import dev.wheelsweep.spark.index.Address;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.index.ListedAddresses;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.store.StoreListing;
import dev.wheelsweep.spark.sweep.Manifest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** What is at the addresses of a manifest: on HTTP servers, and in file systems that Hadoop knows. */
record ManifestAddresses(HttpAccess access, Configuration hadoop) implements Manifest.Addresses {
    private static final String LOCAL = "file:/";

    @Override
    public boolean isAddress(String path) {
        return GivenAddress.isIn(path) && !path.startsWith(LOCAL);
    }

    @Override
    public List<WheelFile> of(List<Manifest.Addressed> files) throws IOException {
        List<ListedAddresses.Listed> onServers = files.stream()
                .filter(file -> Address.isIn(file.address()))
                .map(file -> new ListedAddresses.Listed(file.address(), file.size(), file.index()))
                .toList();
        List<WheelFile> served = new ListedAddresses(access).of(onServers);
        Map<String, WheelFile> found = new HashMap<>();
        for (int i = 0; i < onServers.size(); i++) {
            found.put(onServers.get(i).address(), served.get(i));
        }
        List<WheelFile> all = new ArrayList<>();
        for (Manifest.Addressed file : files) {
            WheelFile onServer = found.get(file.address());
            all.add(onServer == null ? stored(file) : onServer);
        }
        return all;
    }

    private WheelFile stored(Manifest.Addressed file) throws IOException {
        try {
            return StoreListing.of(List.of(file.address()), hadoop).get(0).with(file.index());
        } catch (FileNotFoundException missing) {
            return new WheelFile(file.address(), 0, 0, FileState.DANGLING, file.index());
        }
    }
}
