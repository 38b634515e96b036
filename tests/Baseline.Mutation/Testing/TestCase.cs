using System.Reflection;

namespace Baseline.Mutation.Testing;

/// <summary>A test with the values of one row.</summary>
/// <param name="Method">The test.</param>
/// <param name="Values">Its arguments.</param>
/// <param name="Row">The number of the row, from 1.</param>
internal sealed record TestCase(MethodInfo Method, object?[] Values, int Row)
{
    /// <summary>The test's name.</summary>
    public string Name => $"{Method.ReflectedType?.FullName}.{Method.Name} #{Row}";

    /// <summary>Runs it; null where it passes, or else why it does not.</summary>
    public string? WhyFailed()
    {
        object? instance = null;
        try
        {
            instance = Activator.CreateInstance(Method.ReflectedType ?? typeof(object));
            var result = Method.Invoke(instance, Values);
            (result switch
            {
                Task task => task,
                ValueTask task => task.AsTask(),
                _ => Task.CompletedTask,
            }).GetAwaiter().GetResult();
            return null;
        }
#pragma warning disable CA1031 // Whatever a test throws, it failed.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var cause = failure is TargetInvocationException { InnerException: { } inner } ? inner : failure;
            return $"{cause.GetType().Name}: {cause.Message.Split('\n')[0].Trim()}";
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }
    }
}
