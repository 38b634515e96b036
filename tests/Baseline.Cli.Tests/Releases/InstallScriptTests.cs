using System.Security.Cryptography;
using Baseline.Cli.Tests.Pipelines;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Releases;

/// <summary>The script that installs a release, over a release whose archive holds a stand-in for the tool.</summary>
[Trait("Needs", "process")]
public sealed class InstallScriptTests : IDisposable
{
    private const string Version = "9.8.7";
    private readonly PipelineJob _job = new();
    private readonly string _release;

    public InstallScriptTests()
    {
        _release = Directory.CreateDirectory(_job.At("release")).FullName;
        var script = File.ReadAllText(Repo.PathOf("eng", "install.sh"));
        Assert.Contains("\nversion=@VERSION@\n", script, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_release, "install.sh"), script.Replace("@VERSION@", Version, StringComparison.Ordinal));
        _job.AddProgram("uname", "[ \"$1\" = -s ] && echo ${SYSTEM:-Linux} || echo ${MACHINE:-x86_64}");
    }

    [Fact]
    public async Task The_archive_of_the_machines_system_is_installed_and_replaces_an_older_one()
    {
        await PackAsync("linux-x64");
        await PackAsync("osx-arm64");
        Directory.CreateDirectory(_job.At("bin"));
        File.WriteAllText(_job.At("bin/baseline"), "older");

        var (code, log) = await InstallAsync();

        Assert.True(code == 0, log);
        Assert.Equal($"baseline of linux-x64\nPut {_job.At("bin")} on your PATH.\n", log);
        var again = await InstallAsync();
        Assert.Equal((0, log), again);
        _job.Set("SYSTEM", "Darwin");
        _job.Set("MACHINE", "arm64");
        Assert.StartsWith("baseline of osx-arm64\n", (await InstallAsync()).Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_another_checksum_is_not_installed()
    {
        await PackAsync("linux-x64");
        File.AppendAllText(Path.Combine(_release, $"baseline-{Version}-linux-x64.tar.gz"), "more");

        await AssertRefusedAsync($"baseline-{Version}-linux-x64.tar.gz has not the checksum");
    }

    [Fact]
    public async Task A_checksum_that_is_given_counts_before_the_one_beside_the_archive()
    {
        await PackAsync("linux-x64");

        await AssertRefusedAsync("has not the checksum", $"--checksum {new string('0', 64)}");
        await AssertRefusedAsync("no checksum of", "--checksum abc");
        var right = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_release, $"baseline-{Version}-linux-x64.tar.gz"))));
        Assert.Equal(0, (await InstallAsync($"--checksum {right}")).ExitCode);
    }

    [Fact]
    public async Task A_system_without_a_binary_gets_the_form_for_every_system_where_there_is_a_runtime()
    {
        await PackAsync("any");
        _job.Set("MACHINE", "riscv64");
        _job.AddProgram("dotnet", "exit 0");
        Assert.StartsWith("baseline of any\n", (await InstallAsync()).Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from http://example.com", "does not begin with https://")]
    [InlineData("--from /nowhere", "there is no SHA256SUMS in /nowhere.")]
    [InlineData("--into x", "unknown option --into")]
    [InlineData("--to", "--to needs a value.")]
    public async Task A_place_that_is_none_and_a_slip_are_answered(string arguments, string says)
    {
        await PackAsync("linux-x64");

        await AssertRefusedAsync(says, arguments);
    }

    [Fact]
    public async Task The_script_of_the_repository_says_where_to_take_the_right_one()
    {
        var (code, log) = await _job.RunTextAsync($"bash '{Repo.PathOf("eng", "install.sh")}'");

        Assert.Equal(1, code);
        Assert.Contains("Take the one that is among a release's files.", log, StringComparison.Ordinal);
    }

    public void Dispose() => _job.Dispose();

    private Task<(int ExitCode, string Log)> InstallAsync(string arguments = "") =>
        _job.RunTextAsync($"bash release/install.sh --to '{_job.At("bin")}' {arguments}");

    private async Task AssertRefusedAsync(string says, string arguments = "")
    {
        var (code, log) = await InstallAsync(arguments);

        Assert.Equal(1, code);
        Assert.Contains(says, log, StringComparison.Ordinal);
        Assert.False(Path.Exists(_job.At("bin")));
    }

    /// <summary>Adds an archive to the release, as eng/release.sh lays it out.</summary>
    private async Task PackAsync(string system)
    {
        var name = $"baseline-{Version}-{system}.tar.gz";
        var (code, log) = await _job.RunTextAsync($"""
            mkdir -p packed
            printf '#!/bin/sh\necho baseline of {system}\n' >packed/baseline
            chmod +x packed/baseline
            tar -czf 'release/{name}' -C packed .
            cd release && sha256sum '{name}' >>SHA256SUMS
            """);
        Assert.True(code == 0, log);
    }
}
