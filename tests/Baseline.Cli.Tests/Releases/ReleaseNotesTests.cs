using Baseline.Cli.Tests.Pipelines;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Releases;

/// <summary>The notes of a release are what the changelog says of its version.</summary>
[Trait("Needs", "process")]
public sealed class ReleaseNotesTests : IDisposable
{
    private readonly PipelineJob _job = new();

    public ReleaseNotesTests() => File.WriteAllText(_job.At("CHANGELOG.md"), """
        # Changelog

        ## Unreleased

        - Not yet.

        ## 1.10.0 - 2026-12-01

        ### Added
        - One thing.

        ### Fixed
        - Another, with `code`.

        ## 1.1.0

        ## 1.0.0
        - The first.
        """);

    [Theory]
    [InlineData("1.10.0", "### Added\n- One thing.\n\n### Fixed\n- Another, with `code`.\n")]
    [InlineData("1.0.0", "- The first.\n")]
    public async Task They_are_the_section_of_the_version(string version, string notes) =>
        Assert.Equal((0, notes), await NotesAsync(version));

    /// <summary>A dot is a dot, and an empty section is none.</summary>
    [Theory]
    [InlineData("1.1.0")]
    [InlineData("1.1")]
    [InlineData("1x0.0")]
    [InlineData("2.0.0")]
    public async Task Without_a_section_there_is_no_release(string version)
    {
        var (code, log) = await NotesAsync(version);

        Assert.Equal(1, code);
        Assert.Contains($"CHANGELOG.md says nothing of {version}: write a section \"## {version}\".", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_released_yet_has_notes_too() =>
        Assert.Equal(0, (await _job.RunTextAsync($"bash '{Repo.PathOf("eng", "notes.sh")}' Unreleased")).ExitCode);

    public void Dispose() => _job.Dispose();

    private Task<(int ExitCode, string Log)> NotesAsync(string version) =>
        _job.RunTextAsync($"bash '{Repo.PathOf("eng", "notes.sh")}' '{version}' CHANGELOG.md");
}
