using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Baseline.Emulator.Server.Arm;

/// <summary>How a Resource Manager describes the cloud that it belongs to; "az cloud register" asks for it.</summary>
internal static class CloudMetadata
{
    public static Task AnswerAsync(HttpContext context)
    {
        var host = $"https://{context.Request.Host}";
        return JsonAnswer.WriteAsync(context, 200, new JsonObject
        {
            ["name"] = "BaselineEmulator",
            ["portal"] = host,
            ["gallery"] = host,
            ["graph"] = host,
            ["graphEndpoint"] = host,
            ["galleryEndpoint"] = host,
            ["portalEndpoint"] = host,
            ["resourceManager"] = $"{host}/",
            ["authentication"] = new JsonObject
            {
                ["loginEndpoint"] = $"{host}/",
                ["audiences"] = new JsonArray("https://management.core.windows.net/", "https://management.azure.com/"),
                ["tenant"] = "common",
                ["identityProvider"] = "AAD",
            },
            ["suffixes"] = new JsonObject
            {
                ["storage"] = "core.windows.net",
                ["keyVaultDns"] = "vault.azure.net",
            },
        });
    }
}
