using System.Diagnostics;
using System.Runtime.Versioning;
using Xunit;

namespace Baseline.Cli.Tests.Files;

/// <summary>What a command writes replaces the content of a file, and nothing else.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OutputTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Workspace _workspace = new();

    /// <summary>Every command that writes a file, without the file.</summary>
    public static TheoryData<string> Writers =>
    [
        "plan --estate estate.json --out", "plan --estate estate.json --format markdown=", "plan --estate estate.json --format html=",
        "snapshot --estate estate.json --out", "init --estate estate.json --force --out",
    ];

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task A_link_stays_and_what_it_leads_to_is_written_and_keeps_its_mode(string command)
    {
        Directory.CreateDirectory(_workspace.At("there"));
        File.WriteAllText(_workspace.At("there/real"), "before");
        File.SetUnixFileMode(_workspace.At("there/real"), OwnerOnly | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(_workspace.At("link"), "there/real");

        var ran = await RunAsync(command, "link");

        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.Equal("there/real", new FileInfo(_workspace.At("link")).LinkTarget);
        Assert.NotEqual("before", _workspace.Read("there/real"));
        Assert.Equal(OwnerOnly | UnixFileMode.GroupRead, File.GetUnixFileMode(_workspace.At("there/real")));
        Assert.Equal(["real"], Directory.GetFiles(_workspace.At("there")).Select(Path.GetFileName));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task A_device_is_written_to_and_stays_one(string command)
    {
        var ran = await RunAsync(command, "/dev/null");

        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.Equal(FileAttributes.Normal, File.GetAttributes("/dev/null"));
        Assert.Empty(File.ReadAllBytes("/dev/null"));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task A_full_device_is_an_error_of_the_file(string command)
    {
        var ran = await RunAsync(command, "/dev/full");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("BL0002", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task Standard_output_can_be_named_as_a_file(string command)
    {
        var toFile = await RunAsync(command, "file");
        var toOutput = await RunAsync(command, "/dev/stdout");

        Assert.Equal((0, 0), (toFile.ExitCode, toOutput.ExitCode));
        Assert.Contains(_workspace.Read("file"), toOutput.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task What_is_no_file_is_refused_at_once(string command)
    {
        using (var make = Process.Start("mkfifo", [_workspace.At("pipe")]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Directory.CreateDirectory(_workspace.At("folder"));
        var pipe = await RunAsync(command, "pipe");
        var folder = await RunAsync(command, "folder");

        Assert.Equal((1, 1), (pipe.ExitCode, folder.ExitCode));
        Assert.Contains("It is a pipe, and only a file is written.", pipe.Error, StringComparison.Ordinal);
        Assert.Contains("It is a directory, and only a file is written.", folder.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan --estate estate.json --out")]
    [InlineData("plan --estate estate.json --format json=")]
    [InlineData("plan --estate estate.json --format markdown=")]
    [InlineData("snapshot --estate estate.json --out")]
    [InlineData("apply --auto-approve --emulator estate.json --journal")]
    public async Task A_new_file_that_holds_what_an_estate_holds_is_its_owners_alone(string command)
    {
        var ran = await RunAsync(command, "new");

        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_workspace.At("new")));
    }

    [Fact]
    public async Task An_applied_estate_keeps_its_mode_and_its_link()
    {
        File.Move(_workspace.At("estate.json"), _workspace.At("real.json"));
        File.CreateSymbolicLink(_workspace.At("estate.json"), "real.json");
        File.SetUnixFileMode(_workspace.At("real.json"), OwnerOnly);
        var before = _workspace.Read("real.json");

        var ran = await _workspace.RunAsync("apply", "--auto-approve", "--emulator", "estate.json");

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal("real.json", new FileInfo(_workspace.At("estate.json")).LinkTarget);
        Assert.NotEqual(before, _workspace.Read("real.json"));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_workspace.At("real.json")));
        Assert.Empty(Directory.GetFiles(_workspace.At(""), "*.lock"));
    }

    [Fact]
    public async Task A_document_that_is_laid_out_anew_keeps_its_mode_and_its_link()
    {
        File.Move(_workspace.At("baseline.yaml"), _workspace.At("real.yaml"));
        File.AppendAllText(_workspace.At("real.yaml"), "\n\n\n");
        File.SetUnixFileMode(_workspace.At("real.yaml"), OwnerOnly);
        File.CreateSymbolicLink(_workspace.At("baseline.yaml"), "real.yaml");

        var ran = await _workspace.RunAsync("fmt");

        Assert.Equal((0, "baseline.yaml\n"), (ran.ExitCode, ran.Output));
        Assert.Equal("real.yaml", new FileInfo(_workspace.At("baseline.yaml")).LinkTarget);
        Assert.DoesNotContain("\n\n\n", _workspace.Read("real.yaml"), StringComparison.Ordinal);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_workspace.At("real.yaml")));
    }

    public void Dispose() => _workspace.Dispose();

    private Task<Ran> RunAsync(string command, string path) =>
        _workspace.RunAsync(command.EndsWith('=') ? $"{command}{path}".Split(' ') : [.. command.Split(' '), path]);
}
