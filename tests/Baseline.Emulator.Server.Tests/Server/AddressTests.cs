using System.Net;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Server;

public sealed class AddressTests
{
    private const string Version = "api-version=2023-07-01";

    [Theory]
    [InlineData($"//subscriptions/{ServedEstate.Sub}/providers/Microsoft.KeyVault/vaults?{Version}")]
    [InlineData($"/subscriptions/{ServedEstate.Sub}/resourceGroups/rg%2Dvaults/providers/Microsoft.KeyVault/vaults/cc%2dmain-key-vault?{Version}")]
    [InlineData($"/subscriptions/{ServedEstate.Sub}/resourceGroups/rg-vaults/providers/Microsoft.KeyVault/vaults/cc-main-key-vault/?{Version}")]
    public async Task A_path_reaches_the_emulator_as_the_client_sent_it(string target)
    {
        await using var served = await ServedEstate.StartAsync();

        using var answer = await served.SendAsync(HttpMethod.Get, target);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(target, Assert.Single(served.Server.Emulator.Log).PathAndQuery);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task A_next_page_is_on_the_host_that_the_client_used(string name)
    {
        await using var served = await ServedEstate.StartAsync(
            with: options => options with { Emulator = new EmulatorOptions(options.Clock) { PageSize = 1 } });
        var host = $"{name}:{served.Server.Endpoint.Port}";

        using var answer = await served.SendAsync(
            HttpMethod.Get, $"/subscriptions/{ServedEstate.Sub}/providers/Microsoft.KeyVault/vaults?{Version}", host: host);

        var link = (string?)(await ServedEstate.JsonOf(answer))["nextLink"];
        Assert.StartsWith($"https://{host}/subscriptions/", link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_running_operation_is_on_the_host_that_the_client_used()
    {
        await using var served = await ServedEstate.StartAsync();
        var host = $"127.0.0.1:{served.Server.Endpoint.Port}";

        using var answer = await served.SendAsync(
            HttpMethod.Put,
            $"/subscriptions/{ServedEstate.Sub}/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/stnew1?api-version=2023-01-01",
            """{ "location": "westeurope", "kind": "StorageV2", "sku": { "name": "Standard_LRS" } }""",
            host);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(host, answer.Headers.Location?.Authority);
    }
}
