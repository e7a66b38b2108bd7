package org.ridgeless.kernel.magics.resolver;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;

/** Lets the resolver find one POM that lies in no repository, so that its parents, imports and properties are honoured. */
final class PomWorkspace implements WorkspaceReader {
    private final WorkspaceRepository repository = new WorkspaceRepository("cell");
    private final Path pom;
    private final Artifact artifact;

    PomWorkspace(Path pom) throws IOException {
        this.pom = pom.toAbsolutePath();
        this.artifact = read(pom);
    }

    private static Artifact read(Path pom) throws IOException {
        try (Reader reader = Files.newBufferedReader(pom)) {
            Model model = new MavenXpp3Reader().read(reader);
            boolean inherits = model.getParent() != null;
            String group =
                    model.getGroupId() == null && inherits ? model.getParent().getGroupId() : model.getGroupId();
            String version =
                    model.getVersion() == null && inherits ? model.getParent().getVersion() : model.getVersion();
            return new DefaultArtifact(group, model.getArtifactId(), "pom", version);
        } catch (XmlPullParserException e) {
            throw new IOException(
                    pom.getFileName() + " is not a POM: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    Artifact artifact() {
        return artifact;
    }

    @Override
    public WorkspaceRepository getRepository() {
        return repository;
    }

    @Override
    public File findArtifact(Artifact wanted) {
        boolean here = wanted.getExtension().equals("pom")
                && wanted.getArtifactId().equals(artifact.getArtifactId())
                && wanted.getGroupId().equals(artifact.getGroupId())
                && wanted.getVersion().equals(artifact.getVersion());
        return here ? pom.toFile() : null;
    }

    @Override
    public List<String> findVersions(Artifact wanted) {
        return List.of();
    }
}
