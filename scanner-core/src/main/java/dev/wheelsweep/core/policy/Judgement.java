package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.accelerator.AcceleratorUse;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.stableabi.StableAbiViolation;
import dev.wheelsweep.core.supply.ExternalNeed;
import dev.wheelsweep.core.supply.OpenedLibrary;
import dev.wheelsweep.core.supply.VendoredLibrary;
import dev.wheelsweep.core.toolchain.Tool;
import java.util.List;
import java.util.Optional;

/**
 * The answer of a policy set about one wheel, with all evidence. Every list is sorted and depends on the facts alone, not on
 * the order of files. Owns its data.
 *
 * @param policyId the policy set that judged; see {@link PolicyCatalog#id}
 * @param arch the architecture judged: the one that the name's tags agree on, else the first ELF file's
 * @param libc the C library judged by; {@link Libc#NONE} if it is unknown
 * @param policy what {@code auditwheel show} calls the overall tag, such as {@code manylinux_2_17_x86_64} or {@code
 *     linux_x86_64}; empty if there is no ELF file that a policy covers
 * @param policies every policy that could have been the answer, the most compatible first, {@code linux_ARCH} last; empty
 *     if there is no answer
 * @param axes one result each of {@link Axis#OF_POLICIES}, in that order; empty if there is no answer
 * @param versions symbol versions needed by the files judged, by library; weak ones too, without the loader's own
 * @param floors the highest version that any ELF file needs of each namespace, as numbers
 * @param externalLibraries sorted by name
 * @param claims the name's platform tags, in the name's order
 * @param findings sorted
 * @param stableAbi what breaks the promise of a stable ABI, sorted
 * @param accelerators whose software the wheel uses, sorted
 * @param tools that built its files, sorted
 * @param vendored the libraries of other projects that were copied into it, by path
 * @param opened the libraries that its files say they open by dlopen, by path
 * @param externalNeeds the external libraries that no policy grants and the wheel does not have, sorted by name
 */
public record Judgement(
        String policyId,
        Optional<Arch> arch,
        Libc libc,
        Optional<String> policy,
        List<String> policies,
        List<AxisResult> axes,
        List<LibraryVersions> versions,
        Floors floors,
        List<ExternalLibrary> externalLibraries,
        Verdict verdict,
        List<Claim> claims,
        List<Finding> findings,
        List<StableAbiViolation> stableAbi,
        List<AcceleratorUse> accelerators,
        List<Tool> tools,
        List<VendoredLibrary> vendored,
        List<OpenedLibrary> opened,
        List<ExternalNeed> externalNeeds) {

    public Judgement {
        policies = List.copyOf(policies);
        axes = List.copyOf(axes);
        versions = List.copyOf(versions);
        externalLibraries = List.copyOf(externalLibraries);
        claims = List.copyOf(claims);
        findings = List.copyOf(findings);
        stableAbi = List.copyOf(stableAbi);
        accelerators = List.copyOf(accelerators);
        tools = List.copyOf(tools);
        vendored = List.copyOf(vendored);
        opened = List.copyOf(opened);
        externalNeeds = List.copyOf(externalNeeds);
    }

    /** @return the result on one axis of policies; empty if there is no answer */
    public Optional<AxisResult> axis(Axis axis) {
        return axes.stream().filter(result -> result.axis() == axis).findFirst();
    }

    /**
     * Explains {@link #policy}: why no more compatible tag is possible.
     *
     * @return the needs that {@link #policy} grants and no more compatible policy does, weak ones too, sorted; empty if
     *     the most compatible policy is the answer, or there is no answer
     */
    List<Requirement> policyBecause() {
        return axes.stream()
                .flatMap(result -> result.evidence().stream())
                .filter(evidence -> policy.equals(Optional.of(evidence.policy())))
                .map(AxisResult.Evidence::requirement)
                .sorted()
                .toList();
    }

    /** @return the violations of all claims, weak ones too, tag by tag in the name's order */
    public List<Violation> violations() {
        return claims.stream()
                .flatMap(claim -> claim.violations().stream()
                        .map(need -> new Violation(claim.tag().text(), need)))
                .toList();
    }
}
