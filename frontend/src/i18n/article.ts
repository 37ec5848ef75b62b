export interface ArticleSection {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The explanation below the picture, alike in every language. */
export const ARTICLES: Readonly<Record<"en" | "zh-CN", readonly ArticleSection[]>> = {
  en: [
    {
      title: "What is going on here?",
      paragraphs: [
        "A neural network turns numbers into other numbers. Here it gets the two coordinates of a point and has to say which colour belongs there. Nobody tells it the rule: it sees examples, compares its answer with the right one, and corrects itself a little. Press play and watch the background take the colours of the points.",
        "Each square is a neuron. It adds up what comes in from the left, each input multiplied by the weight of its line, adds one number of its own, the bias, and bends the sum with the activation function. The small picture in the square shows what the neuron answers everywhere on the plane. Neurons further right put the pictures of those before them together into more intricate ones.",
      ],
    },
    {
      title: "How does it learn?",
      paragraphs: [
        "The loss measures how wrong the answers are, averaged over all points. For every weight one can work out in which direction the loss would fall, and how steeply: that is its gradient. The network does this for a handful of points, a batch, and moves each weight a little downhill. The learning rate says how far. Once every point has had its turn, an epoch is over, and it begins again.",
        "Computing the gradient layer by layer from the output back to the input is called backpropagation. The errors travel against the direction of the lines and tell each weight its share of the blame.",
      ],
    },
    {
      title: "Learning is not memorizing",
      paragraphs: [
        "The network learns from the training points only. The test points are kept aside to see whether it has understood the pattern: tick “Show test data” to see them. When the training loss goes on falling while the test loss rises, the network has begun to learn the noise by heart. That is overfitting. Fewer neurons, more data or regularization, which keeps weights small, work against it.",
      ],
    },
    {
      title: "What do the colours mean?",
      paragraphs: [
        "One scale holds everywhere: orange stands for negative and blue for positive. In the points it tells the two classes, or small and large targets. In the background it shows what the network answers, and the paler it is, the less sure the network is. In the lines it shows the weight: thick ones count for much, and orange ones turn the input into its opposite.",
      ],
    },
    {
      title: "What to try",
      paragraphs: [
        "Take away all hidden layers: can the circle still be learned? Then switch on the features x₁² and x₂². Next, give the spiral two layers of eight neurons and some patience. Raise the learning rate until the loss jumps about. Set the first weights to zero and think about why nothing happens. Add noise, make the training part small, and look for the moment when the test loss turns around.",
        "Everything that you set stands in the address. Use Share to give it to others, or to put the playground on a course page. The network is trained on the server: nothing about you is stored, and no other site is asked for anything.",
      ],
    },
  ],
  "zh-CN": [
    {
      title: "这里发生了什么？",
      paragraphs: [
        "神经网络把一组数变成另一组数。在这里，它得到平面上一个点的两个坐标，要说出那里应该是什么颜色。没有人告诉它规则：它只看样本，把自己的预测与正确答案比较，再把自己改正一点点。按下“开始训练”，看背景怎样慢慢染上样本点的颜色。",
        "每个方块是一个神经元。它把左边传来的数各自乘以连线上的权重再相加，加上自己的偏置，最后由激活函数“弯折”一下。方块里的小图画出了它在整个平面上的输出。越靠右的神经元，越能把前面的图案拼成更复杂的图案。",
      ],
    },
    {
      title: "它是怎样学习的？",
      paragraphs: [
        "损失衡量预测错了多少，对所有样本取平均。对每个权重都可以算出：往哪个方向改，损失会下降，下降得有多快，这就是梯度。网络每次取一小批样本计算梯度，让每个权重朝下坡方向挪一小步，步幅由学习率决定。所有样本都用过一遍，就是一轮；然后再来一轮。",
        "从输出层往回一层一层地计算梯度，叫做反向传播。误差逆着连线往回传，告诉每个权重它该承担多少责任。",
      ],
    },
    {
      title: "学会不等于背会",
      paragraphs: [
        "网络只从训练样本中学习。测试样本留在一边，用来检验它是否真的掌握了规律；勾选“显示测试数据”就能看到它们。如果训练损失继续下降，测试损失却开始上升，说明网络在死记噪声，这就是过拟合。减少神经元、增加数据，或者用正则化让权重保持较小，都能缓解它。",
      ],
    },
    {
      title: "颜色代表什么？",
      paragraphs: [
        "整个页面用同一套色标：橙色为负，蓝色为正。样本点的颜色表示类别，或者目标值的大小。背景的颜色是网络的输出，颜色越淡，网络越没有把握。连线的颜色表示权重：线越粗影响越大，橙色的线会把输入变成相反的作用。",
      ],
    },
    {
      title: "试试看",
      paragraphs: [
        "去掉所有隐藏层，圆环还学得会吗？再打开特征 x₁² 和 x₂²。接着给螺旋数据两个各有八个神经元的隐藏层，耐心等一会儿。把学习率一直调大，直到损失上下乱跳。把初始权重设为全零，想一想为什么什么也不发生。加上噪声，减少训练数据，找一找测试损失掉头上升的那一刻。",
        "您的全部设置都写在网址里。用“分享”可以把它发给别人，或者嵌入课程页面。网络在服务器上训练：不保存任何关于您的信息，也不访问其他网站。",
      ],
    },
  ],
};
