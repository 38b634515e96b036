using System.Text.Json.Nodes;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Gateway;

/// <summary>Builds answers: bodies, empty ones, pages, and errors in both of Azure's forms.</summary>
internal static class Answer
{
    private const string Json = "application/json; charset=utf-8";

    public static ArmResponse Ok(JsonNode body) => Of(200, body);

    public static ArmResponse Of(int status, JsonNode body, string contentType = Json) =>
        new(status, [new("Content-Type", contentType)], JsonText.Bytes(body));

    public static ArmResponse Empty(int status) => new(status, [], default);

    public static ArmResponse List(IEnumerable<JsonObject> bodies) =>
        Ok(new JsonObject { ["value"] = ArrayOf(bodies) });

    /// <summary>A page of a list; the link says where the next one starts, where there is one.</summary>
    public static ArmResponse Page(ArmCall call, IReadOnlyList<JsonObject> all, int size) => Page(call, all, row => row, size);

    /// <summary>The same of a list whose rows are made where they are shown.</summary>
    public static ArmResponse Page<T>(ArmCall call, IReadOnlyList<T> all, Func<T, JsonObject> row, int size)
    {
        size = call.PageSize(size);
        var offset = call.PageOffset;
        var body = new JsonObject { ["value"] = ArrayOf(all.Skip(offset).Take(size).Select(row)) };
        if (offset + size < all.Count)
        {
            body["nextLink"] = call.PageLink(offset + size);
        }

        return Ok(body);
    }

    public static JsonArray ArrayOf(IEnumerable<JsonNode> nodes)
    {
        var array = new JsonArray();
        foreach (var node in nodes)
        {
            array.Add((JsonNode?)node.DeepClone());
        }

        return array;
    }

    /// <summary>An error as most providers send it.</summary>
    public static ArmResponse Error(int status, string code, string message) =>
        Of(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    /// <summary>An error that the gateway raised before any provider saw the request.</summary>
    public static ArmResponse Refused(int status, string code, string message) =>
        Error(status, code, message).With("x-ms-failure-cause", "gateway");

    /// <summary>An error as Microsoft.Insights sends it: not wrapped in "error", and with no request id to speak of.</summary>
    public static ArmResponse Bare(int status, string code, string message) =>
        Of(status, new JsonObject { ["code"] = code, ["message"] = message })
            .With("x-ms-request-id", Guid.Empty.ToString());

    public static ArmResponse ResourceNotFound(ResourcePath path) => Refused(
        404,
        "ResourceNotFound",
        $"The Resource '{path.Namespace}/{TypeAndName(path)}' under resource group '{path.ResourceGroup ?? "<null>"}' "
        + "was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");

    private static string TypeAndName(ResourcePath path)
    {
        var marker = $"/providers/{path.Namespace}/";
        var at = path.Text.LastIndexOf(marker, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? path.Name : path.Text[(at + marker.Length)..];
    }
}
