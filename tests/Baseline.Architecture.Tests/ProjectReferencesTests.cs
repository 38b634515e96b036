using System.Xml.Linq;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Architecture.Tests;

public sealed class ProjectReferencesTests
{
    /// <summary>Which projects each project may reference. Nothing else, in one direction only.</summary>
    public static TheoryData<string, string[]> Projects => new()
    {
        { "Baseline.Core", [] },
        { "Baseline.Arm", ["Baseline.Core"] },
        { "Baseline.Emulator", [] },
        { "Baseline.Emulator.Server", ["Baseline.Emulator"] },
        { "Baseline.Cli", ["Baseline.Arm", "Baseline.Core", "Baseline.Emulator"] },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_it_may(string project, string[] allowed)
    {
        var references = XDocument.Load(Repo.PathOf("src", project, $"{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")?.Value ?? ""));

        Assert.Empty(references.Except(allowed));
    }

    [Fact]
    public void Every_project_is_known() => Assert.Equal(
        Projects.Select(project => project.Data.Item1).Order(StringComparer.Ordinal),
        Directory.GetDirectories(Repo.PathOf("src")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
}
