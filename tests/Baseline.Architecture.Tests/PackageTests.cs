using System.Xml.Linq;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Architecture.Tests;

/// <summary>Every package is here for a reason, and the reason is written down.</summary>
public sealed class PackageTests
{
    private static readonly string[] Folders = ["src", "tests", "bench"];

    private static readonly List<string> Packages = [.. NamesIn("Directory.Packages.props", "PackageVersion")];

    [Fact]
    public void Every_package_has_its_line_in_the_decision_about_packages()
    {
        var lines = File.ReadLines(Repo.PathOf("docs", "adr", "0002-packages.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.Ordinal);

        Assert.True(Packages.Count > 10, $"{Packages.Count} packages");
        Assert.All(Packages, package => Assert.Contains(package, lines));
    }

    [Fact]
    public void Every_package_is_referenced_by_a_project()
    {
        var projects = Folders.SelectMany(RepositoryText.FilesOf)
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Append("Directory.Build.props");
        var referenced = projects
            .SelectMany(file => NamesIn(file, "PackageReference").Concat(NamesIn(file, "GlobalPackageReference")))
            .ToHashSet(StringComparer.Ordinal);

        Assert.All(Packages, package => Assert.Contains(package, referenced));
    }

    private static IEnumerable<string> NamesIn(string file, string element) =>
        XDocument.Load(Repo.PathOf(file)).Descendants(element).Select(item => item.Attribute("Include")?.Value).OfType<string>();
}
