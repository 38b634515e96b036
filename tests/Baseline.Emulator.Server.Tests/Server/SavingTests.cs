using System.Net;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Server;

public sealed class SavingTests
{
    private const string Identity =
        $"/subscriptions/{ServedEstate.Sub}/resourceGroups/rg-logging/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-new?api-version=2023-01-31";

    private const string Account =
        $"/subscriptions/{ServedEstate.Sub}/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/abcd1234abcdabcd1234abcd?api-version=2023-01-01";

    [Theory]
    [InlineData("PUT", Identity, """{ "location": "westeurope" }""", "/id-new\"")]
    [InlineData("PATCH", Account, """{ "tags": { "kept": "yes" } }""", "\"kept\"")]
    public async Task A_change_is_in_the_file_before_it_is_answered(string method, string target, string body, string trace)
    {
        await using var served = await ServedEstate.StartAsync(with: options => options with { Save = true });
        Assert.DoesNotContain(trace, served.Folder.Read("estate.json"), StringComparison.Ordinal);

        using var answer = await served.SendAsync(new HttpMethod(method), target, body);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Contains(trace, served.Folder.Read("estate.json"), StringComparison.Ordinal);
        Assert.Equal(
            ["baseline.yaml", "estate.json", "estate.json.lock"],
            Directory.GetFiles(served.Folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_save_the_file_stays_as_it_was()
    {
        await using var served = await ServedEstate.StartAsync();
        var before = served.Folder.Read("estate.json");

        using var answer = await served.SendAsync(HttpMethod.Put, Identity, """{ "location": "westeurope" }""");
        await served.Server.DisposeAsync();

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(before, served.Folder.Read("estate.json"));
    }

    [Fact]
    public async Task Reading_writes_nothing()
    {
        await using var served = await ServedEstate.StartAsync(with: options => options with { Save = true });
        var before = File.GetLastWriteTimeUtc(served.Folder.At("estate.json"));
        File.SetLastWriteTimeUtc(served.Folder.At("estate.json"), before.AddDays(-1));

        using var answer = await served.SendAsync(HttpMethod.Get, Account);
        await served.Server.DisposeAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before.AddDays(-1), File.GetLastWriteTimeUtc(served.Folder.At("estate.json")));
    }
}
