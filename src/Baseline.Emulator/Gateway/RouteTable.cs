using Baseline.Emulator.Store;

namespace Baseline.Emulator.Gateway;

/// <summary>Which operation serves a method on a type, for one resource or for the collection.</summary>
internal sealed class RouteTable
{
    private readonly Dictionary<(string Method, string Type, bool IsCollection), Func<ArmCall, ArmResponse>> _routes = [];

    /// <summary>An operation on one resource of the type.</summary>
    public void On(string method, string type, Func<ArmCall, ArmResponse> serve) =>
        _routes.Add((method, type, false), serve);

    /// <summary>An operation on the collection of the type, or an action named like one.</summary>
    public void OnAll(string method, string type, Func<ArmCall, ArmResponse> serve) =>
        _routes.Add((method, type, true), serve);

    public Func<ArmCall, ArmResponse>? Find(string method, ResourcePath path) =>
        _routes.GetValueOrDefault((method, path.Type, path.IsCollection));
}
