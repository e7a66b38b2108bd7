package org.ridgeless.kernel.magics.resolver;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.http.client.HttpResponseException;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.NoRepositoryConnectorException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/** Makes one line of why a resolver failed: the artifact, the repositories that were asked, and what was wrong with each. */
final class Explanation {
    private static final int MOST_NAMED = 3;

    private Explanation() {}

    static String of(RepositoryException problem) {
        Set<Throwable> all = new LinkedHashSet<>();
        collect(problem, all);
        List<ArtifactTransferException> failures = all.stream()
                .filter(ArtifactTransferException.class::isInstance)
                .map(ArtifactTransferException.class::cast)
                .filter(failure -> failure.getRepository() != null)
                .toList();
        if (failures.isEmpty()) {
            return lastMessage(problem);
        }
        Set<String> artifacts = failures.stream()
                .map(failure -> name(failure.getArtifact()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String first = artifacts.iterator().next();
        Map<String, String> asked = new LinkedHashMap<>();
        failures.stream()
                .filter(failure -> name(failure.getArtifact()).equals(first))
                .forEach(failure -> asked.put(place(failure.getRepository()), cause(failure)));
        return "cannot get " + list(artifacts) + ": "
                + asked.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining("; "));
    }

    /** With what the exceptions of the resolver carry apart from their causes: one for each artifact and repository. */
    private static void collect(Throwable problem, Set<Throwable> all) {
        if (problem == null || !all.add(problem)) {
            return;
        }
        if (problem instanceof DependencyCollectionException collection) {
            collection.getResult().getExceptions().forEach(one -> collect(one, all));
        }
        if (problem instanceof ArtifactResolutionException resolution) {
            resolution.getResults().forEach(result -> result.getExceptions().forEach(one -> collect(one, all)));
        }
        collect(problem.getCause(), all);
    }

    private static String list(Set<String> artifacts) {
        List<String> named = new ArrayList<>(artifacts).subList(0, Math.min(MOST_NAMED, artifacts.size()));
        int more = artifacts.size() - named.size();
        return String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String name(Artifact artifact) {
        String extension = artifact.getExtension();
        boolean usual = extension.equals("jar") || extension.equals("pom");
        return artifact.getGroupId() + ":" + artifact.getArtifactId()
                + (usual && artifact.getClassifier().isEmpty() ? "" : ":" + (usual ? "jar" : extension))
                + (artifact.getClassifier().isEmpty() ? "" : ":" + artifact.getClassifier())
                + ":" + artifact.getVersion();
    }

    private static String place(RemoteRepository repository) {
        return repository.getId() + " (" + repository.getUrl().replaceAll("/$", "") + ")";
    }

    private static String cause(ArtifactTransferException failure) {
        if (find(failure, RepositoryOfflineException.class).isPresent()) {
            return "is not asked offline, and the local repository does not have it";
        }
        Optional<UnknownHostException> host = find(failure, UnknownHostException.class);
        if (host.isPresent()) {
            return "cannot be reached: unknown host " + host.get().getMessage().replaceAll(":.*", "");
        }
        if (find(failure, SocketTimeoutException.class).isPresent()) {
            return "did not answer in time";
        }
        if (find(failure, ConnectException.class).isPresent()) {
            return "cannot be reached: connection refused";
        }
        if (failure instanceof ArtifactNotFoundException) {
            return "does not have it";
        }
        Optional<HttpResponseException> response = find(failure, HttpResponseException.class);
        if (response.isPresent()) {
            return "refuses it: status " + response.get().getStatusCode();
        }
        if (find(failure, NoRepositoryConnectorException.class).isPresent()
                && failure.getRepository().isBlocked()) {
            return "is blocked by Maven's settings, which allow https only";
        }
        return "failed: " + lastMessage(failure);
    }

    private static <T extends Throwable> Optional<T> find(Throwable problem, Class<T> type) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static String lastMessage(Throwable problem) {
        String last = problem.toString();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                last = cause.getMessage().lines().findFirst().orElse(last);
            }
        }
        return last;
    }
}
