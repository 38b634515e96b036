using System.Diagnostics;
using Xunit;

namespace Baseline.Cli.Tests.Files;

/// <summary>Every file that a command reads is a file, of a bounded size, or is refused at once.</summary>
public sealed class InputTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public InputTests()
    {
        using (var make = Process.Start("mkfifo", [_workspace.At("pipe")]))
        {
            make.WaitForExit();
        }

        using var sparse = File.Create(_workspace.At("large"));
        sparse.SetLength(1L << 40);
    }

    /// <summary>Every command with every file that it reads, and every kind of thing that is none.</summary>
    public static TheoryData<string, string, string> Inputs
    {
        get
        {
            string[] readers =
            [
                "plan --estate", "plan --emulator", "plan --estate estate.json --file", "plan --estate estate.json --against", "apply --emulator", "apply",
                "apply --emulator estate.json --file", "show", "undo", "validate --file", "fmt", "explain KeyVault-004 x --estate", "role --file",
                "snapshot --out s.json --estate", "init --out i.yaml --estate",
            ];
            (string Path, string What)[] kinds =
                [("pipe", "a pipe"), ("/dev/zero", "a device"), (".", "a directory"), ("/proc/self/environ", ""), ("large", "")];
            var data = new TheoryData<string, string, string>();
            foreach (var reader in readers)
            {
                foreach (var (path, what) in kinds)
                {
                    data.Add(reader, path, what);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task What_is_no_file_or_too_large_is_refused_at_once(string command, string path, string what)
    {
        var ran = await _workspace.RunAsync([.. command.Split(' '), path]).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Matches("error BL(0001|1001|1002|1022)", ran.Error);
        Assert.Contains(what, ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();
}
