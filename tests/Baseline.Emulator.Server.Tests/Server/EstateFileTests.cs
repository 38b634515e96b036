using System.Runtime.Versioning;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Server;

[UnsupportedOSPlatform("windows")]
public sealed class EstateFileTests
{
    [Fact]
    public async Task One_server_at_a_time_keeps_a_file()
    {
        await using var served = await ServedEstate.StartAsync(with: options => options with { Save = true });
        var options = new ServerOptions(served.Folder.At("estate.json"));

        var refused = await Assert.ThrowsAsync<IOException>(() =>
            EmulatorServer.StartAsync(options with { Save = true }, TestContext.Current.CancellationToken));
        await using var reader = await EmulatorServer.StartAsync(options, TestContext.Current.CancellationToken);

        Assert.Contains("is written by another program", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_kept_stays_a_link_and_keeps_its_mode_and_its_lock_goes()
    {
        using var folder = new Folder("conformity");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Move(folder.At("estate.json"), folder.At("real.json"));
        File.SetUnixFileMode(folder.At("real.json"), mode);
        File.CreateSymbolicLink(folder.At("estate.json"), "real.json");
        var before = await File.ReadAllTextAsync(folder.At("real.json"), TestContext.Current.CancellationToken);
        await using (var server = await EmulatorServer.StartAsync(
            new ServerOptions(folder.At("estate.json")) { Save = true }, TestContext.Current.CancellationToken))
        {
            Assert.True(File.Exists(folder.At("real.json.lock")));
            server.Emulator.Handle(new ArmRequest(
                "PATCH", new Uri($"https://localhost/subscriptions/{ServedEstate.Sub}/resourceGroups/rg-vaults/providers/Microsoft.KeyVault/vaults/cc-main-key-vault?api-version=2023-07-01"), [], """{"tags":{"a":"b"}}"""u8.ToArray()));
        }

        Assert.Equal("real.json", new FileInfo(folder.At("estate.json")).LinkTarget);
        Assert.NotEqual(before, await File.ReadAllTextAsync(folder.At("real.json"), TestContext.Current.CancellationToken));
        Assert.Equal(mode, File.GetUnixFileMode(folder.At("real.json")));
        Assert.False(File.Exists(folder.At("real.json.lock")));
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public async Task What_is_no_file_is_refused(string path)
    {
        var refused = await Assert.ThrowsAsync<IOException>(() =>
            EmulatorServer.StartAsync(new ServerOptions(path), TestContext.Current.CancellationToken));

        Assert.Contains("is empty, no file, or larger", refused.Message, StringComparison.Ordinal);
    }
}
