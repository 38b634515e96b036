using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;

namespace Baseline.Emulator.Storage;

/// <summary>Microsoft.Storage names no charset in its answers.</summary>
internal static class StorageAnswer
{
    private const string Json = "application/json";

    public static ArmResponse Ok(JsonNode body) => Answer.Of(200, body, Json);

    public static ArmResponse Error(int status, string code, string message) => Answer.Of(
        status,
        new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } },
        Json);

    /// <summary>An answer without a body, which still says what kind of text it has none of.</summary>
    public static ArmResponse Empty(int status) => Answer.Empty(status).With("Content-Type", "text/plain; charset=utf-8");
}
